//! Work that is slow on purpose, on threads where nobody waits: a few at once, so that guessing does not take the machine.

use std::time::Duration;

use domain::password::{self, NotHashed};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

use crate::problem::Fault;

/// How many passwords are looked at at once: each takes 19 MiB and most of a core.
static PLACES: Semaphore = Semaphore::const_new(4);
/// How long somebody waits for a place.
const LONGEST: Duration = Duration::from_secs(10);

/// What is stored of a password.
pub async fn hash(password: String) -> Result<String, Fault> {
    apart(move || password::hash(&password)).await
}

/// Whether it is the password that `stored` was made of; as slow when nothing is stored.
pub async fn is(password: String, stored: Option<String>) -> Result<bool, Fault> {
    apart(move || password::is(&password, stored.as_deref())).await
}

async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, NotHashed> + Send + 'static,
) -> Result<T, Fault> {
    let place = timeout(LONGEST, PLACES.acquire())
        .await
        .map_err(|_| Fault::Unavailable)?
        .map_err(|_| Fault::Internal)?;
    let work = move || {
        // Kept to the end of the work, whoever has left by then.
        let _place = place;
        work()
    };
    spawn_blocking(work)
        .await
        .map_err(|_| Fault::Internal)?
        .map_err(|_| Fault::Internal)
}
