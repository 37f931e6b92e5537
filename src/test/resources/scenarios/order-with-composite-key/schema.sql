CREATE TABLE orders (tenant_id INT, number VARCHAR(20) COLLATE utf8mb4_bin, PRIMARY KEY (tenant_id, number));
CREATE TABLE order_lines (tenant_id INT, order_number VARCHAR(20) COLLATE utf8mb4_bin, line INT, PRIMARY KEY (tenant_id, order_number, line));
CREATE TABLE parcels (id BINARY(16) PRIMARY KEY, tenant_id INT, order_number VARCHAR(20) COLLATE utf8mb4_bin, KEY (tenant_id, order_number));
CREATE TABLE scans (id INT PRIMARY KEY, parcel_id BINARY(16), KEY (parcel_id));
