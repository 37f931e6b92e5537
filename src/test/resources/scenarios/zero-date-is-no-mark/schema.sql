CREATE TABLE pages (id BIGINT PRIMARY KEY, deleted_at DATETIME NULL, KEY (deleted_at));
CREATE TABLE notes (id BIGINT PRIMARY KEY, page_id BIGINT, KEY (page_id));
CREATE TABLE books (id BIGINT PRIMARY KEY, deleted_at TIMESTAMP NULL);
CREATE TABLE marks (id BIGINT PRIMARY KEY, book_id BIGINT, KEY (book_id));
