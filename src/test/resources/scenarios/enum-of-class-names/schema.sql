CREATE TABLE recipes (id BIGINT PRIMARY KEY);
CREATE TABLE photos (id BIGINT PRIMARY KEY);
CREATE TABLE comments (
  id BIGINT PRIMARY KEY, subject_type ENUM ('App\\Models\\Recipe', 'It''s a\nphoto', 'App\\Page'), subject_id BIGINT,
  KEY (subject_type, subject_id));
