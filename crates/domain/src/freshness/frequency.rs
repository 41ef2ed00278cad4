//! How often a dataset says that it changes (`accrualPeriodicity`): a repeating period of ISO 8601, or `eventual`.

/// How often a dataset changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// When it changes.
    Eventual,
    /// At least each so many days.
    Every {
        /// One or more.
        days: i32,
    },
}

/// A number is kept in millionths.
const ONE: i64 = 1_000_000;
/// Two centuries: longer periods are slips.
const LONGEST: i64 = 200 * 365;

impl Frequency {
    /// What is written. Parts of a day count as none and each period as one day at least; fractions are cut after the parts were
    /// summed (`R/P0.33M` is 9 days). Years have 365 days and months 30, as the profile's own tools count.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("eventual") {
            return Some(Self::Eventual);
        }
        let period = text.to_ascii_uppercase().strip_prefix("R/P")?.to_owned();
        let (dates, times) = period
            .split_once('T')
            .map_or((period.as_str(), None), |(dates, times)| (dates, Some(times)));
        let millionths = sum(dates, &[('Y', 365), ('M', 30), ('W', 7), ('D', 1)])?;
        match times {
            Some("") => return None,
            Some(times) => _ = sum(times, &[('H', 0), ('M', 0), ('S', 0)])?,
            None if dates.is_empty() => return None,
            None => {}
        }
        let days = (millionths / ONE).max(1);
        let days = i32::try_from(days)
            .ok()
            .filter(|days| i64::from(*days) <= LONGEST)?;
        Some(Self::Every { days })
    }
}

/// The millionths of days of `1Y6M`; nothing is nothing.
fn sum(mut parts: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut all = 0_i64;
    while !parts.is_empty() {
        let end = parts.find(|letter: char| letter.is_ascii_alphabetic())?;
        let (number, rest) = parts.split_at(end);
        let (_, days) = units.iter().find(|(unit, _)| rest.starts_with(*unit))?;
        all = all.checked_add(millionths(number)?.checked_mul(*days)?)?;
        parts = &rest[1..];
    }
    Some(all)
}

/// `0.33` as millionths.
fn millionths(number: &str) -> Option<i64> {
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let fraction: i64 = format!("{fraction:0<6}")[..6].parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(ONE)?.checked_add(fraction)
}

/// A frequency that the profile has words for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WellKnown {
    /// Each ten years.
    TenYears,
    /// Each four years.
    FourYears,
    /// Each three years.
    ThreeYears,
    /// Each two years.
    TwoYears,
    /// Each year.
    Year,
    /// Twice a year.
    HalfYear,
    /// Three times a year.
    FourMonths,
    /// Four times a year.
    Quarter,
    /// Each two months.
    TwoMonths,
    /// Each month.
    Month,
    /// Each fortnight.
    HalfMonth,
    /// Three times a month.
    ThirdOfMonth,
    /// Each week.
    Week,
    /// Twice a week.
    HalfWeek,
    /// Three times a week.
    ThirdOfWeek,
    /// Each day.
    Day,
    /// Each hour.
    Hour,
    /// All the time.
    Continuous,
    /// When it changes.
    Eventual,
}

impl WellKnown {
    /// All of them, the rarest first.
    pub const ALL: [Self; 19] = [
        Self::TenYears,
        Self::FourYears,
        Self::ThreeYears,
        Self::TwoYears,
        Self::Year,
        Self::HalfYear,
        Self::FourMonths,
        Self::Quarter,
        Self::TwoMonths,
        Self::Month,
        Self::HalfMonth,
        Self::ThirdOfMonth,
        Self::Week,
        Self::HalfWeek,
        Self::ThirdOfWeek,
        Self::Day,
        Self::Hour,
        Self::Continuous,
        Self::Eventual,
    ];

    /// What is written, if there are words for it.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL
            .into_iter()
            .find(|known| known.code().eq_ignore_ascii_case(text))
    }

    /// How it is written.
    pub const fn code(self) -> &'static str {
        self.names().0
    }

    /// What words call it.
    pub const fn key(self) -> &'static str {
        self.names().1
    }

    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::TenYears => ("R/P10Y", "ten_years"),
            Self::FourYears => ("R/P4Y", "four_years"),
            Self::ThreeYears => ("R/P3Y", "three_years"),
            Self::TwoYears => ("R/P2Y", "two_years"),
            Self::Year => ("R/P1Y", "year"),
            Self::HalfYear => ("R/P6M", "half_year"),
            Self::FourMonths => ("R/P4M", "four_months"),
            Self::Quarter => ("R/P3M", "quarter"),
            Self::TwoMonths => ("R/P2M", "two_months"),
            Self::Month => ("R/P1M", "month"),
            Self::HalfMonth => ("R/P0.5M", "half_month"),
            Self::ThirdOfMonth => ("R/P0.33M", "third_of_month"),
            Self::Week => ("R/P1W", "week"),
            Self::HalfWeek => ("R/P0.5W", "half_week"),
            Self::ThirdOfWeek => ("R/P0.33W", "third_of_week"),
            Self::Day => ("R/P1D", "day"),
            Self::Hour => ("R/PT1H", "hour"),
            Self::Continuous => ("R/PT1S", "continuous"),
            Self::Eventual => ("eventual", "eventual"),
        }
    }
}
