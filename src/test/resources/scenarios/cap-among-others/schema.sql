CREATE TABLE recipes (id BIGINT PRIMARY KEY);
CREATE TABLE steps (id BIGINT PRIMARY KEY, recipe_id BIGINT, KEY (recipe_id));
CREATE TABLE photos (id BIGINT PRIMARY KEY, step_id BIGINT, KEY (step_id));
CREATE TABLE plans (id BIGINT PRIMARY KEY, recipe_id BIGINT, KEY (recipe_id));
