INSERT INTO recipes VALUES (1), (2);
INSERT INTO photos VALUES (1), (2);
INSERT INTO comments VALUES
  (1, 'App\\Models\\Recipe', 1), (2, 'It''s a\nphoto', 1), (3, 'App\\Models\\Recipe', 2), (4, 'It''s a\nphoto', 2),
  (5, NULL, 1), (6, 'App\\Page', 1);
