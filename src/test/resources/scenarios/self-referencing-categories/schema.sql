CREATE TABLE categories (id BIGINT PRIMARY KEY, parent_id BIGINT, name VARCHAR(20), KEY (parent_id));
CREATE TABLE products (id BIGINT PRIMARY KEY, category_id BIGINT, KEY (category_id));
