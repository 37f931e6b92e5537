CREATE TABLE recipes (id BIGINT PRIMARY KEY, title VARCHAR(40), deleted_at DATETIME);
CREATE TABLE steps (id BIGINT PRIMARY KEY, recipe_id BIGINT, KEY (recipe_id));
