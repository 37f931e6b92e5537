-- An online shop after nine years: some tables have foreign keys, most have not, and several people named the columns.

-- People: the oldest part, with foreign keys.
CREATE TABLE customers (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, email VARCHAR(190) NOT NULL, deleted_at DATETIME NULL, UNIQUE KEY email (email)) ENGINE = InnoDB;
CREATE TABLE addresses (id BIGINT UNSIGNED PRIMARY KEY, customer_id BIGINT UNSIGNED NOT NULL, street VARCHAR(100), KEY (customer_id), CONSTRAINT addresses_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE) ENGINE = InnoDB;
CREATE TABLE customer_notes (id BIGINT UNSIGNED PRIMARY KEY, customer_id BIGINT UNSIGNED NOT NULL, note TEXT, CONSTRAINT notes_customer FOREIGN KEY (customer_id) REFERENCES customers (id)) ENGINE = InnoDB;
CREATE TABLE newsletter_subscriptions (id BIGINT UNSIGNED PRIMARY KEY, customer_email VARCHAR(190) NULL, CONSTRAINT subscription_email FOREIGN KEY (customer_email) REFERENCES customers (email) ON DELETE SET NULL ON UPDATE CASCADE) ENGINE = InnoDB;
CREATE TABLE wish_lists (id BIGINT UNSIGNED PRIMARY KEY, customer_id BIGINT UNSIGNED NOT NULL, KEY (customer_id)) ENGINE = InnoDB;
CREATE TABLE wish_list_items (wish_list_id BIGINT UNSIGNED NOT NULL, product_id BIGINT UNSIGNED NOT NULL, PRIMARY KEY (wish_list_id, product_id)) ENGINE = InnoDB;
CREATE TABLE sessions (token VARBINARY(32) PRIMARY KEY, customer_id BIGINT UNSIGNED NULL, KEY (customer_id)) ENGINE = InnoDB;
CREATE TABLE loyalty_accounts (customer_id BIGINT UNSIGNED PRIMARY KEY, points INT NOT NULL) ENGINE = InnoDB;

-- The catalogue.
CREATE TABLE categories (id INT UNSIGNED PRIMARY KEY, parent_id INT UNSIGNED NULL, name VARCHAR(80), KEY (parent_id)) ENGINE = InnoDB;
CREATE TABLE brands (id INT UNSIGNED PRIMARY KEY, name VARCHAR(80)) ENGINE = InnoDB;
CREATE TABLE products (id BIGINT UNSIGNED PRIMARY KEY, sku VARCHAR(40) NOT NULL, category_id INT UNSIGNED NULL, brand_id INT UNSIGNED NULL, created_by INT UNSIGNED NULL, is_deleted BOOLEAN NOT NULL DEFAULT FALSE, UNIQUE KEY (sku), KEY (category_id), KEY (brand_id)) ENGINE = InnoDB;
CREATE TABLE product_variants (id BIGINT UNSIGNED PRIMARY KEY, product_id BIGINT UNSIGNED NOT NULL, size VARCHAR(10)) ENGINE = InnoDB;
CREATE TABLE product_images (id BIGINT UNSIGNED PRIMARY KEY, product_id INT NOT NULL, url VARCHAR(300), KEY (product_id)) ENGINE = InnoDB;
CREATE TABLE product_tags (product_id BIGINT UNSIGNED NOT NULL, tag_id INT UNSIGNED NOT NULL, PRIMARY KEY (product_id, tag_id), KEY (tag_id)) ENGINE = InnoDB;
CREATE TABLE tags (id INT UNSIGNED PRIMARY KEY, name VARCHAR(40)) ENGINE = InnoDB;
CREATE TABLE price_lists (id INT UNSIGNED PRIMARY KEY, name VARCHAR(40)) ENGINE = InnoDB;
CREATE TABLE prices (id BIGINT UNSIGNED PRIMARY KEY, price_list_id INT UNSIGNED NOT NULL, variant_id BIGINT UNSIGNED NOT NULL, cents INT, KEY (price_list_id, variant_id)) ENGINE = InnoDB;
CREATE TABLE stock_movements (id BIGINT UNSIGNED PRIMARY KEY, sku VARCHAR(40) NOT NULL, warehouse_code CHAR(4) NOT NULL, amount INT, KEY (sku)) ENGINE = InnoDB;
CREATE TABLE warehouses (id INT UNSIGNED PRIMARY KEY, code CHAR(4) NOT NULL, UNIQUE KEY (code)) ENGINE = InnoDB;

-- Orders: numbered by shop.
CREATE TABLE shops (id INT UNSIGNED PRIMARY KEY, name VARCHAR(80)) ENGINE = InnoDB;
CREATE TABLE orders (shop_id INT UNSIGNED NOT NULL, number INT UNSIGNED NOT NULL, customer_id BIGINT UNSIGNED NULL, billing_address_id BIGINT UNSIGNED NULL, status ENUM('open', 'paid', 'shipped', 'cancelled') NOT NULL, PRIMARY KEY (shop_id, number), KEY (customer_id)) ENGINE = InnoDB;
CREATE TABLE order_lines (shop_id INT UNSIGNED NOT NULL, order_number INT UNSIGNED NOT NULL, line INT NOT NULL, product_id BIGINT UNSIGNED NULL, product_name VARCHAR(100), PRIMARY KEY (shop_id, order_number, line), CONSTRAINT line_order FOREIGN KEY (shop_id, order_number) REFERENCES orders (shop_id, number) ON DELETE CASCADE ON UPDATE CASCADE) ENGINE = InnoDB;
CREATE TABLE payments (id BIGINT UNSIGNED PRIMARY KEY, shop_id INT UNSIGNED NOT NULL, order_number INT UNSIGNED NOT NULL, cents INT, KEY (order_number)) ENGINE = InnoDB;
CREATE TABLE refunds (id BIGINT UNSIGNED PRIMARY KEY, payment_id BIGINT UNSIGNED NOT NULL, refunded_by INT UNSIGNED NOT NULL, KEY (payment_id)) ENGINE = InnoDB;
CREATE TABLE shipments (id BIGINT UNSIGNED PRIMARY KEY, shop_id INT UNSIGNED NOT NULL, order_number INT UNSIGNED NOT NULL, carrier_code VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci, KEY (shop_id, order_number)) ENGINE = InnoDB;
CREATE TABLE carriers (code VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PRIMARY KEY, name VARCHAR(40)) ENGINE = InnoDB;
CREATE TABLE parcels (id BIGINT UNSIGNED PRIMARY KEY, shipment_id BIGINT UNSIGNED NOT NULL, KEY (shipment_id)) ENGINE = InnoDB;
CREATE TABLE parcel_events (id BIGINT UNSIGNED PRIMARY KEY, parcel_id BIGINT UNSIGNED NOT NULL) ENGINE = MyISAM;
CREATE TABLE invoices (id BIGINT UNSIGNED PRIMARY KEY, customer_id BIGINT UNSIGNED NOT NULL, total_cents INT, vat_cents INT GENERATED ALWAYS AS (total_cents * 19 / 119) STORED, KEY (customer_id)) ENGINE = InnoDB;
CREATE TABLE invoice_items (id BIGINT UNSIGNED PRIMARY KEY, invoice_id BIGINT UNSIGNED NOT NULL, KEY (invoice_id)) ENGINE = InnoDB;

-- The back office.
CREATE TABLE users (id INT UNSIGNED PRIMARY KEY, manager_id INT UNSIGNED NULL, login VARCHAR(40)) ENGINE = InnoDB;
CREATE TABLE roles (id INT UNSIGNED PRIMARY KEY, name VARCHAR(40)) ENGINE = InnoDB;
CREATE TABLE user_roles (user_id INT UNSIGNED NOT NULL, role_id INT UNSIGNED NOT NULL, PRIMARY KEY (user_id, role_id), CONSTRAINT user_role_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE, CONSTRAINT user_role_role FOREIGN KEY (role_id) REFERENCES roles (id)) ENGINE = InnoDB;
CREATE TABLE audit_log (id BIGINT UNSIGNED PRIMARY KEY, user_id INT UNSIGNED NULL, entry TEXT) ENGINE = InnoDB;
CREATE TABLE settings (name VARCHAR(40) PRIMARY KEY, value TEXT) ENGINE = InnoDB;

-- What anybody may say of anything.
CREATE TABLE reviews (id BIGINT UNSIGNED PRIMARY KEY, productId BIGINT UNSIGNED NOT NULL, customerId BIGINT UNSIGNED NULL, stars TINYINT, KEY (productId)) ENGINE = InnoDB;
CREATE TABLE comments (id BIGINT UNSIGNED PRIMARY KEY, subject_type VARCHAR(20) NOT NULL, subject_id BIGINT UNSIGNED NOT NULL, parent_id BIGINT UNSIGNED NULL, KEY (subject_type, subject_id)) ENGINE = InnoDB;
CREATE TABLE attachments (id BIGINT UNSIGNED PRIMARY KEY, owner_type VARCHAR(20) NOT NULL, owner_id BIGINT UNSIGNED NOT NULL) ENGINE = InnoDB;
CREATE TABLE review_votes (review_id BIGINT UNSIGNED NOT NULL, customer_id BIGINT UNSIGNED NOT NULL, useful BOOLEAN, PRIMARY KEY (review_id, customer_id)) ENGINE = InnoDB;
CREATE TABLE search_terms (term VARCHAR(80) PRIMARY KEY, searches INT) ENGINE = InnoDB;
CREATE TABLE coupons (code VARCHAR(20) CHARACTER SET ascii PRIMARY KEY, customer_id BIGINT UNSIGNED NULL, KEY (customer_id)) ENGINE = InnoDB;

CREATE VIEW active_products AS SELECT * FROM products WHERE NOT is_deleted;
CREATE TRIGGER invoices_gone AFTER DELETE ON invoices FOR EACH ROW INSERT INTO audit_log (id, entry) VALUES (OLD.id, 'invoice deleted');
