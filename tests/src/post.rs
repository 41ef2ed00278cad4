//! The post of an application: its mail leaves into a folder as soon as it is written, until the story is over.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{path::PathBuf, sync::Arc};

use domain::store::{
    Db,
    outbox::{self, MailState, Shelf},
};
use jiff::Timestamp;
use notifier::{
    transport::{MailUrl, Transport},
    worker::{Settings, Worker},
};
use render::Links;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::app::{self, TestApp};

/// A worker that sends what `app` writes.
#[derive(Debug)]
pub struct Post {
    db: Db,
    now: Timestamp,
    shutdown: CancellationToken,
    task: JoinHandle<()>,
}

impl Post {
    /// Begins, and has the application ring when it has written. Its address must be known by now.
    pub async fn begin(app: &mut TestApp, folder: PathBuf) -> Self {
        let state = &mut app.state;
        let mut house = app::house(Arc::clone(&state.engine));
        house.site.links = Links::new(state.base.as_str());
        let transport = Transport::from_url(&MailUrl::File(folder)).unwrap();
        let worker = Worker::new(
            state.db.clone(),
            house,
            transport,
            state.clock,
            Settings::default(),
        );
        let worker = Arc::new(worker.unwrap());
        worker.begin(true).await.unwrap();
        state.wake = worker.bell();
        let (db, now) = (state.db.clone(), state.clock.now());
        app.renew();
        let shutdown = CancellationToken::new();
        let until = shutdown.clone();
        let task = tokio::spawn(async move {
            worker.run(&until).await;
            worker.run_until_idle().await.unwrap();
        });
        Self {
            db,
            now,
            shutdown,
            task,
        }
    }

    /// Sends the rest, and fails if anything stays that is due.
    pub async fn end(self) {
        self.shutdown.cancel();
        self.task.await.unwrap();
        let mut left = outbox::list(&self.db.read(), Shelf::Open, None, 1000)
            .await
            .unwrap();
        left.retain(|mail| mail.state == MailState::Dead || mail.due_at <= self.now);
        assert!(left.is_empty(), "mail stays: {left:?}");
    }
}
