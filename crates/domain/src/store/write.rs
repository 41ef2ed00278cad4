//! The only way to write: [`Writer::write`]. An op is an owned async closure; once queued it runs to its end.
//!
//! SQLite: one writer. Ops that wait share one transaction, each in its own savepoint, and are answered (refusals too)
//! after the one COMMIT. PostgreSQL: one transaction each, run again after a lost race.

use std::{panic::AssertUnwindSafe, time::Duration};

use futures::{FutureExt, future::LocalBoxFuture};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, RuntimeErr,
    SqliteTransactionMode, SqlxError, TransactionOptions, TransactionTrait,
};
use tokio::{
    sync::{mpsc, oneshot},
    task::{LocalSet, spawn_local},
    time::{Instant, sleep, timeout},
};

#[cfg(test)]
mod tests;

/// An open transaction. Ops pass it on; only the store sees through it.
pub struct Tx(pub(super) DatabaseTransaction);

/// What an op may fail with: refusals of its own, and whatever befalls its transaction.
pub trait OpError: From<WriteError> + Send + 'static {
    /// The database's error, if this is one: it decides whether the op is run again.
    fn as_db(&self) -> Option<&DbErr>;
}

/// The write did not happen.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WriteError {
    /// The database refused or failed.
    #[error("the database did not take the write: {0}")]
    Db(#[from] DbErr),
    /// A fault in our code.
    #[error("the op panicked")]
    Panicked,
    /// It held the writer for too long.
    #[error("the op ran for more than {OP_LIMIT:?}")]
    TooSlow,
    /// We are shutting down.
    #[error("the writer has stopped")]
    Stopped,
}

/// How many ops may share a COMMIT, and for how long they may keep the first of them waiting.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// Ops in one transaction.
    pub most: usize,
    /// After this no further op joins.
    pub longest: Duration,
}

/// The grouping we run with: measured, see `docs/PERFORMANCE.md`.
pub const GROUP: Group = Group {
    most: 32,
    longest: Duration::from_millis(5),
};
const OP_LIMIT: Duration = Duration::from_secs(10);
const QUEUE: usize = 1024;
const PAUSES: [Duration; 2] = [Duration::from_millis(10), Duration::from_millis(50)];

/// The queue of ops.
#[derive(Debug, Clone)]
pub struct Writer {
    queue: mpsc::Sender<Box<dyn Job>>,
}

impl Writer {
    /// Runs `op` in a transaction and answers once it is durable.
    pub async fn write<T, E, F>(&self, op: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: OpError,
        F: AsyncFnOnce(&Tx) -> Result<T, E> + Clone + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job: Box<dyn Job> = Box::new(Op {
            run: op,
            result: None,
            reply,
        });
        if self.queue.send(job).await.is_err() {
            return Err(WriteError::Stopped.into());
        }
        answer.await.unwrap_or_else(|_| Err(WriteError::Stopped.into()))
    }

    /// Starts the writer. It has a thread of its own, so that ops need not be `Send` while they run and no slow page
    /// delays them. `pin` keeps that thread on one core, see `stay_on_one_core`.
    pub async fn start(options: ConnectOptions, group: Group, pin: bool) -> Result<Self, DbErr> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let (ready, started) = oneshot::channel();
        let failed = |error: std::io::Error| DbErr::Custom(format!("cannot start the writer: {error}"));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(failed)?;
        std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || {
                if pin {
                    stay_on_one_core();
                }
                LocalSet::new().block_on(&runtime, serve(options, group, jobs, ready));
            })
            .map_err(failed)?;
        started
            .await
            .unwrap_or_else(|_| Err(DbErr::Custom("the writer did not start".into())))?;
        Ok(Self { queue })
    }
}

/// The driver runs SQLite on a thread that it starts from ours, and the two hand over at every statement. On one core that
/// is a context switch; on two, each handover wakes a sleeping core: measured several times slower on small machines.
fn stay_on_one_core() {
    if let Some(core) = core_affinity::get_core_ids().unwrap_or_default().pop() {
        core_affinity::set_for_current(core);
    }
}

/// An op whose types are forgotten.
trait Job: Send {
    fn run<'a>(&'a mut self, tx: &'a Tx) -> LocalBoxFuture<'a, Verdict>;
    fn answer(self: Box<Self>, fate: Result<(), DbErr>);
}

impl std::fmt::Debug for dyn Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Job")
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Keep,
    Undo,
    Again,
}

struct Op<T, E, F> {
    run: F,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Job for Op<T, E, F>
where
    T: Send + 'static,
    E: OpError,
    F: AsyncFnOnce(&Tx) -> Result<T, E> + Clone + Send + 'static,
{
    fn run<'a>(&'a mut self, tx: &'a Tx) -> LocalBoxFuture<'a, Verdict> {
        Box::pin(async move {
            let op = self.run.clone();
            let guarded = AssertUnwindSafe(timeout(OP_LIMIT, async { op(tx).await })).catch_unwind();
            let result = match guarded.await {
                Ok(Ok(result)) => result,
                Ok(Err(_elapsed)) => Err(WriteError::TooSlow.into()),
                Err(_panic) => Err(WriteError::Panicked.into()),
            };
            let verdict = match &result {
                Ok(_) => Verdict::Keep,
                Err(error) if error.as_db().is_some_and(lost_a_race) => Verdict::Again,
                Err(_) => Verdict::Undo,
            };
            self.result = Some(result);
            verdict
        })
    }

    /// The transaction's failure outweighs the op's own answer, a refusal too: it may rest on what a neighbour wrote.
    fn answer(self: Box<Self>, fate: Result<(), DbErr>) {
        let own = self.result.unwrap_or_else(|| Err(WriteError::Stopped.into()));
        let result = fate.map_err(|error| WriteError::from(error).into()).and(own);
        // Whoever asked may have left; the write stands all the same.
        let _left = self.reply.send(result);
    }
}

async fn serve(
    options: ConnectOptions,
    group: Group,
    mut jobs: mpsc::Receiver<Box<dyn Job>>,
    ready: oneshot::Sender<Result<(), DbErr>>,
) {
    let mut connection = match Database::connect(options.clone()).await {
        Ok(connection) => connection,
        Err(error) => return drop(ready.send(Err(error))),
    };
    let _waiting = ready.send(Ok(()));
    let mut alive = Vec::new();
    while let Some(job) = jobs.recv().await {
        if connection.get_database_backend() == DbBackend::Postgres {
            alive.retain(|task: &tokio::task::JoinHandle<()>| !task.is_finished());
            alive.push(spawn_local(alone(connection.clone(), job)));
        } else if let Err(error) = together(&connection, group, job, &mut jobs).await {
            tracing::error!(%error, "a group of writes failed");
            // Nobody knows how deep in savepoints the old connection still believes itself: replace it.
            let _closed = connection.close_by_ref().await;
            connection = Database::connect(options.clone()).await.unwrap_or(connection);
        }
    }
    futures::future::join_all(alive).await;
    let _closed = connection.close().await;
}

/// SQLite: `first` and the ops that wait, one COMMIT.
async fn together(
    connection: &DatabaseConnection,
    group: Group,
    first: Box<dyn Job>,
    jobs: &mut mpsc::Receiver<Box<dyn Job>>,
) -> Result<(), DbErr> {
    let mut members = Vec::with_capacity(group.most);
    let mut next = Some(first);
    let fate = async {
        let tx = connection.begin_with_options(immediate()).await?;
        let begun = Instant::now();
        while let Some(job) = next.take() {
            members.push(job);
            if let Some(job) = members.last_mut() {
                in_savepoint(&tx, job.as_mut()).await?;
            }
            if members.len() < group.most && begun.elapsed() < group.longest {
                next = jobs.try_recv().ok();
            }
        }
        tx.commit().await
    }
    .await;
    if members.is_empty() {
        // Not even BEGIN: another process holds the database. All who wait hear it now, not one after the other.
        members.extend(std::iter::from_fn(|| jobs.try_recv().ok()));
    }
    members.extend(next);
    for job in members {
        job.answer(fate.clone());
    }
    fate
}

/// An op that fails takes its own savepoint with it. An error from here is the whole transaction's.
async fn in_savepoint(tx: &DatabaseTransaction, job: &mut dyn Job) -> Result<(), DbErr> {
    let savepoint = Tx(begin(tx).await?);
    match job.run(&savepoint).await {
        Verdict::Keep => savepoint.0.commit().await,
        Verdict::Undo | Verdict::Again => savepoint.0.rollback().await,
    }
}

/// PostgreSQL: one transaction, tried again if it lost a race.
async fn alone(connection: DatabaseConnection, mut job: Box<dyn Job>) {
    let mut fate = once(&connection, job.as_mut()).await;
    for pause in PAUSES {
        let again = match &fate {
            Ok(verdict) => *verdict == Verdict::Again,
            Err(error) => lost_a_race(error),
        };
        if !again {
            break;
        }
        sleep(pause).await;
        fate = once(&connection, job.as_mut()).await;
    }
    job.answer(fate.map(drop));
}

async fn once(connection: &DatabaseConnection, job: &mut dyn Job) -> Result<Verdict, DbErr> {
    let tx = Tx(begin(connection).await?);
    let verdict = job.run(&tx).await;
    match verdict {
        Verdict::Keep => tx.0.commit().await?,
        Verdict::Undo | Verdict::Again => tx.0.rollback().await?,
    }
    Ok(verdict)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where transactions and savepoints begin"
)]
pub(super) async fn begin(
    connection: &impl TransactionTrait<Transaction = DatabaseTransaction>,
) -> Result<DatabaseTransaction, DbErr> {
    connection.begin().await
}

fn immediate() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    }
}

/// PostgreSQL's serialization failure and deadlock, and two holders of one idempotency key: run again, the op finds its way.
fn lost_a_race(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    let SqlxError::Database(error) = &**error else {
        return false;
    };
    match error.code().as_deref() {
        Some("40001" | "40P01") => true,
        Some("23505") => error.constraint() == Some("idempotency_pkey"),
        _ => false,
    }
}
