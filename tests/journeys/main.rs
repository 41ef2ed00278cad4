//! People's stories over HTTP: the real router in this process, on both databases.

mod app;
mod life;
mod matrix;
mod races;
