CREATE TABLE categories (id INT PRIMARY KEY, parent_id INT, KEY (parent_id));
