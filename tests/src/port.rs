//! A port of this machine, and what a browser finds there until the test is over.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use axum::Router;
use tokio::{net::TcpListener, task::JoinHandle};
use url::Url;

/// A free port, opened before anything answers there: an application must know its address to be built.
#[derive(Debug)]
pub struct Port {
    listener: TcpListener,
    base: Url,
}

/// A site that answers until this is dropped.
#[derive(Debug)]
pub struct Site {
    base: Url,
    task: JoinHandle<()>,
}

impl Port {
    /// Any free one.
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/", listener.local_addr().unwrap());
        Self {
            listener,
            base: base.parse().unwrap(),
        }
    }

    /// The address of what will be served here.
    pub fn base(&self) -> Url {
        self.base.clone()
    }

    /// Serves `router` from now on.
    pub fn serve(self, router: Router) -> Site {
        let Self { listener, base } = self;
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Site { base, task }
    }
}

impl Site {
    /// Scheme, host and port, without a final slash.
    pub fn origin(&self) -> String {
        self.base.origin().ascii_serialization()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.task.abort();
    }
}
