CREATE TABLE orders (tenant_id INT, number INT, PRIMARY KEY (tenant_id, number));
CREATE TABLE order_lines (tenant_id INT, order_number INT, line INT, PRIMARY KEY (tenant_id, order_number, line));
CREATE TABLE line_notes (tenant_id INT, order_number INT, line INT, note INT, PRIMARY KEY (tenant_id, order_number, line, note));
CREATE TABLE invoices (id INT PRIMARY KEY, tenant_id INT, order_number INT);
