"""A way in from the desktop: files given to an icon or a menu are reviewed, and the copies opened."""
