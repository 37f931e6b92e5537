CREATE TABLE recipes (id BIGINT PRIMARY KEY);
CREATE TABLE tags (id BIGINT PRIMARY KEY, name VARCHAR(20));
CREATE TABLE recipe_tags (recipe_id BIGINT, tag_id BIGINT, PRIMARY KEY (recipe_id, tag_id), KEY (tag_id));
