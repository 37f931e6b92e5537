CREATE TABLE badges (id INT PRIMARY KEY);
CREATE TABLE members (id INT PRIMARY KEY, badge INT UNIQUE);
CREATE TABLE doors (id INT PRIMARY KEY, badge INT, KEY (badge));
CREATE TABLE lockers (id INT PRIMARY KEY, badge INT, KEY (badge));
