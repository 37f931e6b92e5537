INSERT INTO categories VALUES (1, NULL, 'food'), (2, 1, 'fruit'), (3, 2, 'apples'), (4, 2, 'pears'), (5, 1, 'bread'),
  (6, NULL, 'tools'), (7, 6, 'hammers'), (8, 8, 'its own parent');
INSERT INTO products VALUES (1, 1), (2, 3), (3, 4), (4, 5), (5, 7), (6, NULL), (7, 8);
