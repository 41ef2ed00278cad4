//! The one HTTP client: it asks others on our behalf, and only those whom anybody may ask. An address that leads inside (this
//! machine, its network, what a cloud tells its machines) is refused unless the operator named it.
//!
//! [`Guard`] says what may be asked, [`Client`] asks. No redirect is followed unless somebody asks for it.

mod allowed;
mod ask;
mod client;
mod connection;
mod guard;
mod network;
mod public;
mod resolver;

pub use allowed::{Allowed, BadEntry};
pub use ask::{Answer, Ask, Head};
pub use client::{Client, FetchError, agent};
pub use guard::{Guard, Plain, Refused, is_loopback};
pub use network::{BadNetwork, Network};
pub use public::is_public;
pub use resolver::{Resolver, Says};
