INSERT INTO recipes VALUES (1, 'Carbonara', 0.1), (2, 'Goulash', 2.5), (3, NULL, NULL);
INSERT INTO meal_plans VALUES (1, 1, 'carbonara', 0.1), (2, 1, 'Spaghetti', 7), (3, 2, 'old', 1), (4, 3, 'old', 1),
  (5, 4, 'its recipe is gone', 1), (6, NULL, 'none', 1), (7, 1, NULL, NULL);
