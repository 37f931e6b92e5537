CREATE TABLE cells (x INT, y INT, PRIMARY KEY (x, y));
CREATE TABLE pieces (id INT PRIMARY KEY, x INT, y INT, KEY (x, y));
