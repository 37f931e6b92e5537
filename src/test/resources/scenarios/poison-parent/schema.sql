CREATE TABLE recipes (id BIGINT PRIMARY KEY);
CREATE TABLE ingredients (id BIGINT PRIMARY KEY, recipe_id BIGINT, KEY (recipe_id));
CREATE TABLE audits (id BIGINT PRIMARY KEY, recipe_id BIGINT, FOREIGN KEY (recipe_id) REFERENCES recipes (id));
