CREATE TABLE shelves (name VARCHAR(20) COLLATE utf8mb4_general_ci PRIMARY KEY);
CREATE TABLE books (id INT PRIMARY KEY, shelf VARCHAR(20) COLLATE utf8mb4_general_ci, KEY (shelf));
