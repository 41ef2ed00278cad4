//! What a browser or a probe gets. Words come from the templates.

pub mod health;
pub mod home;
