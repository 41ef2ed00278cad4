//! What people looked for in vain is counted in memory by who answers HTTP; here it is written down: each minute, and at the end.
//! A crash loses what was counted since the last time.

use std::time::Duration;

use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use web::AppState;

use crate::refusal;

/// How often it is written down.
const PAUSE: Duration = Duration::from_mins(1);

/// Writes it down until nobody is answered any more. What fails is tried again the next time.
pub async fn run(state: &AppState, ended: &CancellationToken) {
    while !ended.is_cancelled() {
        tokio::select! {
            () = ended.cancelled() => {}
            () = sleep(PAUSE) => write(state).await,
        }
    }
}

/// Writes down what was counted so far.
pub async fn write(state: &AppState) {
    if let Err(error) = state.write_missing().await {
        let error = refusal::explain(error);
        tracing::error!(
            error = format!("{error:#}"),
            "searches in vain could not be counted; it is tried again"
        );
    }
}
