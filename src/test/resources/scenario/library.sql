CREATE TABLE libraries (id BIGINT PRIMARY KEY, note VARCHAR(40), closed BOOLEAN NOT NULL DEFAULT FALSE, KEY (closed));
CREATE TABLE shelves (id BIGINT PRIMARY KEY, library_id BIGINT NULL, note VARCHAR(40), KEY (library_id));
CREATE TABLE books (id BIGINT PRIMARY KEY, shelf_id BIGINT NULL, note VARCHAR(40), KEY (shelf_id));
CREATE TABLE scans (id BIGINT PRIMARY KEY, book_id BIGINT NULL, note VARCHAR(40), KEY (book_id));
CREATE TABLE loans (id BIGINT PRIMARY KEY, book_id BIGINT NULL, note VARCHAR(40), KEY (book_id));
CREATE TABLE reviews (id BIGINT PRIMARY KEY, book_id BIGINT NULL, note VARCHAR(40), KEY (book_id));
CREATE TABLE tags (id BIGINT PRIMARY KEY, book_id BIGINT NULL, note VARCHAR(40), KEY (book_id));
CREATE TABLE fines (id BIGINT PRIMARY KEY, loan_id BIGINT NULL, note VARCHAR(40), KEY (loan_id));
