CREATE TABLE tags (name VARCHAR(20) COLLATE utf8mb4_general_ci PRIMARY KEY);
CREATE TABLE taggings (id INT PRIMARY KEY, tag VARCHAR(20) COLLATE utf8mb4_bin, KEY (tag));
