CREATE TABLE recipes (id INT PRIMARY KEY, title VARCHAR(40) COLLATE utf8mb4_general_ci, weight FLOAT);
CREATE TABLE meal_plans (id INT PRIMARY KEY, recipe_id INT, recipe_title VARCHAR(40) COLLATE utf8mb4_general_ci, recipe_weight FLOAT, KEY (recipe_id));
