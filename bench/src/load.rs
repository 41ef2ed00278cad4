//! Asks a server for the same kind of thing on many connections for a while, and counts.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

use crate::{client::Connection, server::Server};

/// Answers before this are not counted.
const WARM_UP: Duration = Duration::from_millis(300);

/// Makes the `turn`-th request of the `lane`-th connection.
pub type Make = Arc<dyn Fn(usize, usize) -> Vec<u8> + Send + Sync>;

/// What a load came to.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// Answers a second.
    pub rate: f64,
    /// The time half of the answers took at most.
    pub p50: Duration,
    /// The time 95 of 100 took at most.
    pub p95: Duration,
    /// The time 99 of 100 took at most.
    pub p99: Duration,
    /// Answers with another status than 2xx, and failures.
    pub errors: usize,
    /// The server's processor time for one answer.
    pub cost: Duration,
}

/// Loads `server` over `lanes` connections for `time`.
pub async fn run(server: &Server, lanes: usize, time: Duration, make: &Make) -> anyhow::Result<Figures> {
    let begun = Instant::now() + WARM_UP;
    let mut tasks = JoinSet::new();
    for lane in 0..lanes {
        tasks.spawn(closed(
            server.address,
            lane,
            begun,
            begun + time,
            Arc::clone(make),
        ));
    }
    tokio::time::sleep_until(begun.into()).await;
    let processor = server.processor()?;
    let lanes = tasks.join_all().await;
    let used = server.processor()?.saturating_sub(processor);
    Ok(figures(&lanes, begun.elapsed(), used))
}

/// Sends `rate` requests a second over `lanes` connections, each at its own moment. The time of an answer counts from the
/// moment its request was due.
pub async fn paced(
    server: &Server,
    lanes: usize,
    rate: u32,
    time: Duration,
    make: &Make,
) -> anyhow::Result<Figures> {
    let between = Duration::from_secs(1) / rate.max(1);
    let begun = Instant::now();
    let processor = server.processor()?;
    let mut tasks = JoinSet::new();
    for lane in 0..lanes {
        let (make, address) = (Arc::clone(make), server.address);
        let pause = between * u32::try_from(lanes)?;
        let first = begun + between * u32::try_from(lane)?;
        tasks.spawn(async move {
            let mut connection = Connection::to(address);
            let mut seen = Lane::default();
            let mut due = first;
            let mut turn = 0;
            while due < begun + time {
                tokio::time::sleep_until(due.into()).await;
                seen.note(&mut connection, &make(lane, turn), due).await;
                turn += 1;
                due += pause;
            }
            seen
        });
    }
    let lanes = tasks.join_all().await;
    let used = server.processor()?.saturating_sub(processor);
    Ok(figures(&lanes, begun.elapsed(), used))
}

/// What one connection saw.
#[derive(Debug, Default)]
struct Lane {
    times: Vec<Duration>,
    errors: usize,
}

impl Lane {
    async fn note(&mut self, connection: &mut Connection, request: &[u8], since: Instant) {
        let fine = connection
            .exchange(request)
            .await
            .is_ok_and(|answer| (200..300).contains(&answer.status));
        if fine {
            self.times.push(since.elapsed());
        } else {
            self.errors += 1;
        }
    }
}

/// One connection that asks again as soon as it is answered.
async fn closed(address: SocketAddr, lane: usize, from: Instant, until: Instant, make: Make) -> Lane {
    let mut connection = Connection::to(address);
    let mut seen = Lane::default();
    let mut warm = true;
    let mut turn = 0;
    while Instant::now() < until {
        let request = make(lane, turn);
        turn += 1;
        let since = Instant::now();
        if warm && since >= from {
            warm = false;
            seen = Lane::default();
        }
        seen.note(&mut connection, &request, since).await;
    }
    seen
}

fn figures(lanes: &[Lane], took: Duration, used: Duration) -> Figures {
    let mut times: Vec<Duration> = lanes.iter().flat_map(|lane| lane.times.iter().copied()).collect();
    times.sort_unstable();
    let at = |hundredths: usize| {
        times
            .get(times.len() * hundredths / 100)
            .copied()
            .unwrap_or_default()
    };
    let answers = u32::try_from(times.len()).unwrap_or(u32::MAX);
    Figures {
        rate: f64::from(answers) / took.as_secs_f64(),
        p50: at(50),
        p95: at(95),
        p99: at(99),
        errors: lanes.iter().map(|lane| lane.errors).sum(),
        cost: used.checked_div(answers).unwrap_or_default(),
    }
}
