//! Reads an open-data portal.
