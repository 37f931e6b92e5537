CREATE TABLE recipes (id BIGINT PRIMARY KEY, title VARCHAR(40), is_deleted BOOLEAN);
CREATE TABLE steps (id BIGINT PRIMARY KEY, recipe_id BIGINT, KEY (recipe_id));
