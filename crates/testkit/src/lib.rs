//! For tests only: a database per test on both engines, a PostgreSQL server that dies with us, a scripted SMTP relay, a
//! portal of open data.
//!
//! Depends on the migrations, never on the domain, so that the domain's own tests can use it.

pub mod portal;
pub mod smtp;

mod apart;
mod both;
mod database;
mod followers;
mod leftovers;
mod meddle;
mod postgres;

pub use both::run;
pub use database::{Engine, TestDatabase};
pub use followers::add_followers;
pub use meddle::{allow_updates, execute, refuse_updates};

/// Makes, of each `async fn name(db: TestDatabase) { … }`, a module `name` with the tests `sqlite` and `postgres`.
///
/// After the body, each migrates its database down to nothing: see [`TestDatabase::close`].
#[macro_export]
macro_rules! on_both {
    ($($(#[$attribute:meta])* async fn $name:ident($db:ident: $kind:ty) $body:block)*) => {$(
        $(#[$attribute])*
        mod $name {
            #[allow(unused_imports, reason = "a body need not use what is around it")]
            use super::*;

            async fn body($db: $kind) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                $crate::run($crate::Engine::Sqlite, body).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                $crate::run($crate::Engine::Postgres, body).await;
            }
        }
    )*};
}
