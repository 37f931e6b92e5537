CREATE TABLE recipes (id BIGINT PRIMARY KEY);
CREATE TABLE ingredients (id BIGINT PRIMARY KEY, recipe_id BIGINT, KEY (recipe_id));
CREATE TABLE notes (id BIGINT PRIMARY KEY, ingredient_id BIGINT, KEY (ingredient_id));
CREATE TABLE views (id BIGINT PRIMARY KEY, recipe_id BIGINT, KEY (recipe_id));
CREATE TABLE plans (id BIGINT PRIMARY KEY, recipe_id BIGINT, KEY (recipe_id));
