-- When row 3,7 of orders is deleted:

-- for 5: which rows of order_lines
SELECT `id` FROM `order_lines` WHERE `shop_id` = 3 AND `order_number` = 7 LIMIT 1000 FOR UPDATE;

-- for 3: which rows of parcels
SELECT `id` FROM `parcels` WHERE `line_id` = ? LIMIT 1000 FOR UPDATE;

-- for 2: which rows of notes
SELECT `id` FROM `notes` WHERE `subject_id` = ? AND `subject_type` = 'Parcel' LIMIT 1000 FOR UPDATE;

-- for 1: which rows of notes
SELECT `id` FROM `notes` WHERE `reply_to` = ? LIMIT 1000 FOR UPDATE;

-- 1. notes: delete where reply_to refers to notes, and so on down, until none is left
DELETE FROM `notes` WHERE `id` = ? AND `reply_to` = ? LIMIT 1;

-- 2. notes: delete where subject_id refers to parcels and subject_type = 'Parcel'
DELETE FROM `notes` WHERE `id` = ? AND `subject_id` = ? AND `subject_type` = 'Parcel' LIMIT 1;

-- 3. parcels: delete where line_id refers to order_lines
DELETE FROM `parcels` WHERE `id` = ? AND `line_id` = ? LIMIT 1;

-- for 4: which rows of notes
SELECT `id` FROM `notes` WHERE `subject_id` = ? AND `subject_type` = 'Order''s line' LIMIT 1000 FOR UPDATE;

-- 4. notes: delete where subject_id refers to order_lines and subject_type = 'Order''s line', after the same as in 1
DELETE FROM `notes` WHERE `id` = ? AND `subject_id` = ? AND `subject_type` = 'Order''s line' LIMIT 1;

-- 5. order_lines: delete where shop_id, order_number refer to orders
DELETE FROM `order_lines` WHERE `id` = ? AND `shop_id` = 3 AND `order_number` = 7 LIMIT 1;

-- 6. refunds: set order_number = NULL where shop_id, order_number refer to orders
UPDATE `refunds` SET `order_number` = NULL WHERE `shop_id` = 3 AND `order_number` = 7 LIMIT 1000;

-- 7. orders: delete the row itself, last
DELETE FROM `orders` WHERE `shop_id` = 3 AND `number` = 7 LIMIT 1;
