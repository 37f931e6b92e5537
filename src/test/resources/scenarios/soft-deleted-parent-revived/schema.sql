CREATE TABLE recipes (id BIGINT PRIMARY KEY, title VARCHAR(40), is_deleted BOOLEAN NOT NULL);
CREATE TABLE ingredients (id BIGINT PRIMARY KEY, recipe_id BIGINT, KEY (recipe_id));
