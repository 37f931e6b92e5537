CREATE TABLE customers (id INT PRIMARY KEY);
CREATE TABLE invoices (id INT PRIMARY KEY, customer_id INT, KEY (customer_id));
CREATE TABLE addresses (id INT PRIMARY KEY, customer_id INT, KEY (customer_id));
CREATE TABLE shops (id INT PRIMARY KEY);
CREATE TABLE visits (id INT PRIMARY KEY, shop_id INT, KEY (shop_id));
