//! The kept figures: however requests live, the cells kept with each event are those of a count of everything.

use std::collections::BTreeMap;

use domain::{
    figures::{Metric, Narrowed, Sums},
    policy::Actor,
    reference::Reference,
    store::{
        Tx, WriteError,
        figures::{self, Figures},
    },
};
use jiff::{Span, tz::TimeZone};
use serde_json::{Value, json};
use testkit::{TestDatabase, execute};

use crate::world::{World, about};

/// As readers see them, who remember.
async fn figures_of(world: &World) -> Figures {
    figures::read(&world.db.read(), &Narrowed::default())
        .await
        .unwrap()
}

/// As they are in the tables.
async fn stored(world: &World) -> Figures {
    let read = async |tx: &Tx| {
        figures::read(tx, &Narrowed::default())
            .await
            .map_err(WriteError::from)
    };
    world.db.write(read).await.unwrap()
}

async fn fold(world: &World) {
    let folded = world
        .db
        .write(async |tx: &Tx| figures::fold(tx).await.map_err(WriteError::from));
    folded.await.unwrap();
}

/// Cells are never deleted under those who remember them: they come to nothing, with the next fold.
const FORGET: &str = "delete from figure_delta; update data_request set figures = 0;
    update figure_cell set n = 0, fold = 1 + (select coalesce(max(n), 0) from figure_fold);";

/// Forgets every cell, and counts all requests from their events.
async fn count_anew(database: &TestDatabase, world: &World) -> usize {
    execute(database, FORGET).await;
    let mut counted = 0;
    loop {
        let page = async |tx: &Tx| Ok::<_, WriteError>(figures::count_others(tx, 7).await?);
        match world.db.write(page).await.unwrap() {
            0 => break,
            n => counted += n,
        }
    }
    fold(world).await;
    counted
}

/// What is not nothing: a count that came and went leaves no trace that anybody sees.
fn seen(figures: &Figures) -> (Told, BTreeMap<i64, Told>, BTreeMap<i64, Told>, Vec<i32>) {
    (
        told(&figures.all),
        figures
            .areas
            .iter()
            .map(|(area, sums)| (area.0, told(sums)))
            .collect(),
        figures
            .themes
            .iter()
            .map(|(theme, sums)| (theme.0, told(sums)))
            .collect(),
        figures.years.iter().copied().collect(),
    )
}

type Told = String;

fn told(sums: &Sums) -> Told {
    use domain::{
        deadline::{PromiseResult, RoundResult},
        status::{Ground, Outcome},
    };
    let outcomes: Vec<i64> = Outcome::ALL
        .iter()
        .map(|outcome| sums.outcome(*outcome))
        .collect();
    let grounds: Vec<i64> = Ground::ALL.iter().map(|ground| sums.ground(*ground)).collect();
    let promises: Vec<i64> = PromiseResult::ALL
        .iter()
        .map(|result| sums.promises(*result))
        .collect();
    let rounds: Vec<i64> = RoundResult::ALL
        .iter()
        .map(|result| sums.rounds(*result))
        .collect();
    let spreads = [&sums.to_determination, &sums.to_answer, &sums.to_publication].map(|spread| {
        (
            spread.count(),
            spread.twice_the_median(),
            spread.p90(),
            spread.bands(),
        )
    });
    format!(
        "{} open, {:?}, {outcomes:?}, {grounds:?}, {promises:?}, {rounds:?}, {spreads:?}, {:?}, {:?}, {:?}",
        sums.all(Metric::Open),
        sums.months(),
        sums.satisfaction(),
        sums.understood(),
        sums.stars(),
    )
}

/// A row of numbers that looks random and is the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Something that somebody tries.
fn attempt(dice: &mut Dice, others: &[Reference]) -> (&'static str, &'static str, Value) {
    let evidence = json!({"url": "https://datos.example.org/x", "missing": "los años viejos", "how": "por correo",
        "responsible": "la Nación", "ground": "tax_secrecy"});
    let outcome = [
        "published",
        "partial",
        "available_elsewhere",
        "not_suitable",
        "not_held",
        "out_of_scope",
    ][dice.roll(6)];
    let area = ["hacienda", "salud"][dice.roll(2)];
    let other = others[dice.roll(others.len())].to_string();
    let promised_on = ["2026-12-18", "2027-06-01"][dice.roll(2)];
    let (verdict, rating) = (["yes", "partly"][dice.roll(2)], 1 + dice.roll(5));
    let theme = ["budget", "other"][dice.roll(2)];
    match dice.roll(19) {
        0 | 1 => ("cora", "assign", json!({"area": area})),
        2 => ("cora", "ask", json!({})),
        3 => ("ana", "reply", json!({})),
        4 | 5 => ("cora", "plan", json!({"promised_on": promised_on})),
        6 => ("cora", "start", json!({})),
        7 | 8 => (
            "cora",
            "answer",
            json!({"outcome": outcome, "evidence": evidence}),
        ),
        9 | 10 => ("ana", "confirm", json!({"verdict": verdict, "rating": rating})),
        11 => ("ana", "dispute", json!({})),
        12 => ("ana", "reopen", json!({})),
        13 => ("ana", "withdraw", json!({})),
        14 => ("cora", "merge", json!({"into": other})),
        15 => ("cora", "unmerge", json!({})),
        16 => (
            "cora",
            ["hide", "unhide"][dice.roll(2)],
            json!({"reason": "spam"}),
        ),
        17 => ("cora", "edit", json!({"theme": theme})),
        _ => (
            "cora",
            ["split", "extend", "inform"][dice.roll(3)],
            json!({"areas": ["hacienda", "salud"]}),
        ),
    }
}

testkit::on_both! {
    /// Random lives. With every step that was possible the kept cells stay what a count of all events gives.
    async fn kept_figures_are_those_of_a_count_of_everything(database: TestDatabase) {
        let mut world = World::new(&database).await;
        let zone = TimeZone::get("America/Argentina/Buenos_Aires").unwrap();
        let (ana, cora) = (world.citizen("ana").await, world.actor("cora").await);
        let mut references = Vec::new();
        for n in 0..12 {
            references.push(world.ask_for(&ana, &about(&format!("compras, año {n}"))).await);
        }
        let mut dice = Dice(20_261_120);
        let mut done: BTreeMap<&str, usize> = BTreeMap::new();
        for step in 0..600 {
            let at = world.moment.at.checked_add(Span::new().hours(i64::try_from(dice.roll(30)).unwrap())).unwrap();
            world.moment = domain::clock::Moment::new(at, &zone);
            let (who, action, fields) = attempt(&mut dice, &references);
            let actor: &Actor = if who == "ana" { &ana } else { &cora };
            let on = references[dice.roll(references.len())];
            if world.try_act(actor, on, action, fields).await.is_ok() {
                *done.entry(action).or_default() += 1;
            }
            if step % 41 == 0 {
                fold(&world).await;
                assert_eq!(seen(&figures_of(&world).await), seen(&stored(&world).await), "after {step} steps");
            }
            if step % 200 == 199 {
                let kept = seen(&stored(&world).await);
                let counted = count_anew(&database, &world).await;
                assert!(counted >= 12);
                assert_eq!(kept, seen(&stored(&world).await), "after {step} steps");
            }
        }
        for action in ["assign", "plan", "answer", "confirm", "dispute", "reopen", "merge", "unmerge", "hide", "unhide", "edit", "split"] {
            assert!(done.contains_key(action), "{action} was never possible: {done:?}");
        }
    }

    /// Requests from before there were figures are counted once, be it by the worker or by the next event of theirs.
    async fn what_was_there_before_is_counted_once(database: TestDatabase) {
        let world = World::new(&database).await;
        let (ana, cora) = (world.citizen("ana").await, world.actor("cora").await);
        let first = world.ask_for(&ana, &about("presupuesto")).await;
        world.ask_for(&ana, &about("salud")).await;
        execute(&database, FORGET).await;
        assert_eq!(figures_of(&world).await.all.all(Metric::Filed), 0);
        world.act(&cora, first, "assign", json!({"area": "salud"})).await;
        assert_eq!(figures_of(&world).await.all.all(Metric::Filed), 1);
        let count = async |tx: &Tx| Ok::<_, WriteError>(figures::count_others(tx, 100).await?);
        assert_eq!(world.db.write(count).await.unwrap(), 1);
        assert_eq!(world.db.write(count).await.unwrap(), 0);
        assert_eq!(figures_of(&world).await.all.all(Metric::Filed), 2);
    }
}
