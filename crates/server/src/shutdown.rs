//! The end: the first SIGTERM or SIGINT asks for it, a second one does not wait.

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// Whether we were asked to end.
#[derive(Debug, Clone, Default)]
pub struct Shutdown {
    /// Cancelled by the first signal.
    pub asked: CancellationToken,
    /// Cancelled with it if it was SIGINT: somebody sits at a terminal and waits.
    pub hurry: CancellationToken,
}

/// Listens for signals. The second one ends the process at once, as if it had been killed.
pub fn on_signals() -> anyhow::Result<Shutdown> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let shutdown = Shutdown::default();
    let told = shutdown.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => told.hurry.cancel(),
        }
        tracing::info!("ending: what is in hand is finished first");
        told.asked.cancel();
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::warn!("ending at once");
        std::process::exit(1);
    });
    Ok(shutdown)
}
