CREATE TABLE recipes (id INT PRIMARY KEY);
CREATE TABLE log_entries (id INT PRIMARY KEY, recipe_id INT, KEY (recipe_id));
CREATE TABLE ingredients (id INT PRIMARY KEY, recipe_id INT, KEY (recipe_id));
