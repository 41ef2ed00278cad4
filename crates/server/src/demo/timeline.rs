//! When everything happened: the stories' days become moments, in one order. Pure, and the same every time: what looks
//! like chance is a digest of the story's name.

use anyhow::{Context as _, ensure};
use domain::{clock::Moment, deadline::Calendar};
use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Map, Value};

use super::content::{Content, Neighbour, Step, Story};

/// Opening hours of the City's offices, in minutes of the day.
const OFFICE: (u64, u64) = (9 * 60 + 10, 16 * 60 + 40);
/// When people at home write, in minutes of the day.
const HOME: (u64, u64) = (8 * 60, 22 * 60);
/// Support comes in within so many days.
const SUPPORT_DAYS: i64 = 120;

/// Now, here.
#[derive(Debug, Clone)]
pub struct Now {
    /// The moment the story ends.
    pub moment: Moment,
    /// Where.
    pub zone: TimeZone,
    /// The days offices work.
    pub calendar: Calendar,
}

/// Something somebody does.
#[derive(Debug, Clone)]
pub struct Scene {
    /// When.
    pub moment: Moment,
    /// To which story's request.
    pub story: String,
    /// Who, by their address.
    pub by: String,
    /// What.
    pub what: What,
}

/// What is done.
#[derive(Debug, Clone)]
pub enum What {
    /// The request is filed.
    File {
        /// The story.
        story: Box<Story>,
    },
    /// A step of the story.
    Step {
        /// The step, its promise a date by now.
        step: Box<Step>,
    },
    /// A neighbour needs it too.
    Support,
}

/// Every scene of every story, oldest first.
pub fn timeline(content: &Content, now: &Now) -> anyhow::Result<Vec<Scene>> {
    let mut scenes = Vec::new();
    for story in &content.stories {
        tell(content, story, now, &mut scenes).with_context(|| format!("the story {}", story.id))?;
    }
    scenes.sort_by_key(|scene| scene.moment.at);
    Ok(scenes)
}

fn tell(content: &Content, story: &Story, now: &Now, scenes: &mut Vec<Scene>) -> anyhow::Result<()> {
    let received = now.moment.today.saturating_sub(Span::new().days(story.ago));
    let asker = content.somebody(&story.by)?;
    let staff = asker.role()?.is_staff();
    let mut last = now.moment_on(received, staff, None, &story.id);
    let filed = last;
    scenes.push(Scene {
        moment: filed,
        story: story.id.clone(),
        by: asker.email()?.to_string(),
        what: What::File {
            story: Box::new(story.clone()),
        },
    });
    for (index, step) in story.then.iter().enumerate() {
        let somebody = content.somebody(&step.by)?;
        let day = received.saturating_add(Span::new().days(step.day));
        ensure!(
            day <= now.moment.today,
            "step {} ({}) would be after today",
            index + 1,
            step.what
        );
        let seed = format!("{} {index}", story.id);
        last = now.moment_on(day, somebody.role()?.is_staff(), Some(last), &seed);
        let mut step = step.clone();
        date_promise(&mut step.fields, received)?;
        if let Some(Value::String(person)) = step.fields.get_mut("person") {
            *person = content.somebody(person)?.email()?.to_string();
        }
        scenes.push(Scene {
            moment: last,
            story: story.id.clone(),
            by: somebody.email()?.to_string(),
            what: What::Step { step: Box::new(step) },
        });
    }
    support(content, story, (now, received, filed), scenes)
}

/// `promised` counts days from reception like everything else; nobody promises a weekend.
fn date_promise(fields: &mut Map<String, Value>, received: Date) -> anyhow::Result<()> {
    let Some(days) = fields.remove("promised") else {
        return Ok(());
    };
    let days = days.as_i64().context("`promised` is a number of days")?;
    let mut on = received.saturating_add(Span::new().days(days));
    while matches!(
        on.weekday(),
        jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday
    ) {
        on = on.saturating_add(Span::new().days(1));
    }
    fields.insert("promised_on".into(), on.to_string().into());
    Ok(())
}

/// The neighbours who need it too: more at first, and none once there is nothing left to support.
fn support(
    content: &Content,
    story: &Story,
    (now, received, filed): (&Now, Date, Moment),
    scenes: &mut Vec<Scene>,
) -> anyhow::Result<()> {
    ensure!(
        story.supporters <= content.neighbours.len(),
        "there are not so many neighbours"
    );
    let ends = story
        .then
        .iter()
        .filter(|step| matches!(step.what.as_str(), "merge" | "hide" | "withdraw"));
    let last = ends.map(|step| step.day - 1).min().unwrap_or(i64::MAX);
    let days = last.min(story.ago).clamp(0, SUPPORT_DAYS);
    let mut willing: Vec<&Neighbour> = content.neighbours.iter().collect();
    willing.sort_by_key(|neighbour| digest(&format!("{} {}", story.id, neighbour.name)));
    let count = i64::try_from(story.supporters).unwrap_or(i64::MAX);
    for (index, neighbour) in (1..).zip(willing.into_iter().take(story.supporters)) {
        let day = received.saturating_add(Span::new().days(days * index * index / (count * count)));
        let seed = format!("{} {}", story.id, neighbour.name);
        scenes.push(Scene {
            moment: now.moment_on(day, false, Some(filed), &seed),
            story: story.id.clone(),
            by: neighbour.email()?.to_string(),
            what: What::Support,
        });
    }
    Ok(())
}

impl Now {
    /// Nine in the morning, or now if that is earlier: when timed work is done.
    pub fn morning(&self, day: Date) -> Moment {
        self.at(day, 9 * 60)
    }

    /// A moment on `day`, after `last`. Offices are closed on days off, as long as that does not lead past today.
    fn moment_on(&self, day: Date, staff: bool, last: Option<Moment>, seed: &str) -> Moment {
        let mut open = day;
        while staff && !self.calendar.is_working(open) {
            open = open.saturating_add(Span::new().days(1));
        }
        let day = if open > self.moment.today { day } else { open };
        let day = last.map_or(day, |last| last.today.max(day));
        let (from, until) = if staff { OFFICE } else { HOME };
        let moment = self.at(day, from + digest(seed) % (until - from));
        match last {
            Some(last) if moment.at <= last.at => {
                let later = last.at.saturating_add(Span::new().minutes(7)).unwrap_or(last.at);
                Moment::new(later.min(self.moment.at).max(last.at), &self.zone)
            }
            _ => moment,
        }
    }

    fn at(&self, day: Date, minute: u64) -> Moment {
        let minute = Span::new().minutes(i64::try_from(minute).unwrap_or(0));
        let midnight = day.to_zoned_datetime(self.zone.clone());
        let at = midnight.map_or(Timestamp::MIN, |midnight| {
            midnight
                .timestamp()
                .saturating_add(minute)
                .unwrap_or(Timestamp::MIN)
        });
        if at > self.moment.at {
            return self.moment;
        }
        Moment::new(at, &self.zone)
    }
}

/// A number that looks like chance (FNV-1a).
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    }) >> 7
}
