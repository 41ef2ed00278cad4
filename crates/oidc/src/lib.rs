//! Who somebody is, as a provider of identities says (`OpenID` Connect, Authorization Code with PKCE). It asks the provider and
//! checks what it answers; whose account that is here is decided elsewhere. Time and randomness are arguments.

mod fetch;
mod provider;

pub use outgoing::FetchError;
pub use provider::{Claims, Error, Once, Provider, Settings};
