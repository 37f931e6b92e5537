-- The sample application: recipes, and what hangs from them. No foreign keys, on purpose.
CREATE TABLE recipes (
  id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  title      VARCHAR(200) NOT NULL,
  is_deleted BOOLEAN NOT NULL DEFAULT FALSE,
  KEY recipes_is_deleted (is_deleted)
) ENGINE = InnoDB;

CREATE TABLE ingredients (
  id        BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  recipe_id BIGINT NOT NULL,
  name      VARCHAR(200) NOT NULL,
  KEY ingredients_recipe_id (recipe_id)
) ENGINE = InnoDB;

CREATE TABLE steps (
  id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  recipe_id   BIGINT NOT NULL,
  position    INT NOT NULL,
  instruction VARCHAR(500) NOT NULL,
  KEY steps_recipe_id (recipe_id)
) ENGINE = InnoDB;
