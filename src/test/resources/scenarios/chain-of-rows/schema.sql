CREATE TABLE links (id INT PRIMARY KEY, previous_id INT, KEY (previous_id));
