-- When a row of customers is deleted:
SELECT `email` FROM `customers` WHERE `id` = ? AND `email` IS NOT NULL LIMIT 1 FOR UPDATE;
(SELECT 0 FROM `accounts` WHERE `customer_id` = ? LIMIT 1 LOCK IN SHARE MODE) UNION ALL (SELECT 1 FROM `baskets` WHERE `customer_id` = ? LIMIT 1 LOCK IN SHARE MODE) UNION ALL (SELECT 2 FROM `customers` WHERE `referrer_email` = ? LIMIT 1 LOCK IN SHARE MODE) UNION ALL (SELECT 3 FROM `logins` WHERE `email` = ? LIMIT 1 LOCK IN SHARE MODE);

-- for 1: which rows of accounts
SELECT `shop_id`, `id` FROM `accounts` WHERE `customer_id` = ? LIMIT 1000 FOR UPDATE;
SELECT `shop_id`, `number` FROM `orders` WHERE `customer_shop` = ? AND `customer_id` = ? LIMIT 1 FOR UPDATE;

-- 1. accounts: delete where customer_id refers to customers
DELETE FROM `accounts` WHERE `shop_id` = ? AND `id` = ? AND `customer_id` = ? LIMIT 1;

-- for 9: which rows of baskets
SELECT `id` FROM `baskets` WHERE `customer_id` = ? LIMIT 1000 FOR UPDATE;

-- for 6: which rows of order_lines
SELECT `id` FROM `order_lines` WHERE `basket_id` = ? LIMIT 1000 FOR UPDATE;

-- for 4: which rows of parcels
SELECT `id` FROM `parcels` WHERE `line_id` = ? LIMIT 1000 FOR UPDATE;

-- for 3: which rows of notes
SELECT `id` FROM `notes` WHERE `subject_id` = ? AND `subject_type` = 'Parcel' LIMIT 1000 FOR UPDATE;

-- for 2: which rows of notes
SELECT `id` FROM `notes` WHERE `reply_to` = ? LIMIT 1000 FOR UPDATE;

-- 2. notes: delete where reply_to refers to notes, and so on down, until none is left
DELETE FROM `notes` WHERE `id` = ? AND `reply_to` = ? LIMIT 1;

-- 3. notes: delete where subject_id refers to parcels and subject_type = 'Parcel'
DELETE FROM `notes` WHERE `id` = ? AND `subject_id` = ? AND `subject_type` = 'Parcel' LIMIT 1;

-- 4. parcels: delete where line_id refers to order_lines
DELETE FROM `parcels` WHERE `id` = ? AND `line_id` = ? LIMIT 1;

-- for 5: which rows of notes
SELECT `id` FROM `notes` WHERE `subject_id` = ? AND `subject_type` = 'Order''s line' LIMIT 1000 FOR UPDATE;

-- 5. notes: delete where subject_id refers to order_lines and subject_type = 'Order''s line', after the same as in 2
DELETE FROM `notes` WHERE `id` = ? AND `subject_id` = ? AND `subject_type` = 'Order''s line' LIMIT 1;

-- 6. order_lines: delete where basket_id refers to baskets
DELETE FROM `order_lines` WHERE `id` = ? AND `basket_id` = ? LIMIT 1;

-- 7. customers: set favourite_basket = NULL where favourite_basket refers to baskets
UPDATE `customers` SET `favourite_basket` = NULL WHERE `favourite_basket` = ? LIMIT 1000;

-- 8. baskets: set copied_from = NULL where copied_from refers to baskets
UPDATE `baskets` SET `copied_from` = NULL WHERE `copied_from` = ? LIMIT 1000;

-- 9. baskets: delete where customer_id refers to customers
DELETE FROM `baskets` WHERE `id` = ? AND `customer_id` = ? LIMIT 1;

-- for 10: which rows of customers
SELECT `id` FROM `customers` WHERE `referrer_email` = ? LIMIT 1000 FOR UPDATE;

-- 10. customers: set referrer_email = 'nobody@example.com' where referrer_email refers to customers by email
UPDATE `customers` SET `referrer_email` = 'nobody@example.com' WHERE `id` = ? AND `referrer_email` = ? LIMIT 1;

-- 11. logins: delete where email refers to customers by email
DELETE FROM `logins` WHERE `email` = ? LIMIT 1000;

-- 12. customers: delete the row itself, last
DELETE FROM `customers` WHERE `id` = ? LIMIT 1;
