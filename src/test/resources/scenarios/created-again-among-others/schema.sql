CREATE TABLE orders (tenant_id INT, number INT, created_at DATETIME NOT NULL, PRIMARY KEY (tenant_id, number));
CREATE TABLE `lines` (id INT PRIMARY KEY, tenant_id INT, order_number INT, KEY (tenant_id, order_number));
