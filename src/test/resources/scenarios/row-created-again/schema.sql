CREATE TABLE recipes (id BIGINT PRIMARY KEY, title VARCHAR(40), created_at DATETIME(6));
CREATE TABLE steps (id BIGINT PRIMARY KEY, recipe_id BIGINT, KEY (recipe_id));
