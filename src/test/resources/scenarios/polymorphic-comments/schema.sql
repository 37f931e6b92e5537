CREATE TABLE recipes (id BIGINT PRIMARY KEY);
CREATE TABLE photos (id BIGINT PRIMARY KEY);
CREATE TABLE comments (id BIGINT PRIMARY KEY, subject_type VARCHAR(20), subject_id BIGINT, KEY (subject_type, subject_id));
CREATE TABLE likes (id BIGINT PRIMARY KEY, comment_id BIGINT, KEY (comment_id));
