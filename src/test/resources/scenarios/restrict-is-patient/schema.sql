CREATE TABLE books (id INT PRIMARY KEY);
CREATE TABLE loans (id INT PRIMARY KEY, book_id INT, KEY (book_id));
CREATE TABLE pages (id INT PRIMARY KEY, book_id INT, KEY (book_id));
