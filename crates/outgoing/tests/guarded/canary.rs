//! Listeners that count who comes.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

/// One on `127.0.0.1`, and one on `::1` where there is such an address.
pub struct Canaries {
    pub four: u16,
    pub six: u16,
    pub has_six: bool,
    seen: Arc<AtomicUsize>,
}

impl Canaries {
    pub async fn open() -> Self {
        let seen = Arc::new(AtomicUsize::new(0));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let four = listener.local_addr().unwrap().port();
        count(listener, Arc::clone(&seen));
        let six = TcpListener::bind("[::1]:0").await.ok();
        let (six, has_six) = six.map_or((1, false), |listener| {
            let port = listener.local_addr().unwrap().port();
            count(listener, Arc::clone(&seen));
            (port, true)
        });
        Self {
            four,
            six,
            has_six,
            seen,
        }
    }

    pub fn seen(&self) -> usize {
        self.seen.load(Ordering::SeqCst)
    }

    /// A line of a table, with our ports in it.
    pub fn fill(&self, line: &str) -> String {
        line.replace("{4}", &self.four.to_string())
            .replace("{6}", &self.six.to_string())
    }
}

fn count(listener: TcpListener, seen: Arc<AtomicUsize>) {
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            seen.fetch_add(1, Ordering::SeqCst);
            let mut asked = [0; 4096];
            let _asked = stream.read(&mut asked).await;
            let _answered = stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                .await;
        }
    });
}
