CREATE TABLE accounts (id INT PRIMARY KEY, owner_id INT, KEY (owner_id));
