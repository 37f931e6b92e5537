CREATE TABLE orders (id INT PRIMARY KEY);
CREATE TABLE order_lines (order_id INT, line INT, replaces_order_id INT, PRIMARY KEY (order_id, line), KEY (replaces_order_id));
