//! The few colours that a picture can do with: print has few, and a picture of few colours is short.

use super::palette::Rgb;

/// A picture in numbered colours.
#[derive(Debug)]
pub struct Inked {
    pub inks: Vec<Rgb>,
    /// By rows.
    pub points: Vec<u8>,
}

/// Colours that look alike are counted as one: five bits of each part.
const BITS: u8 = 5;
const KINDS: usize = 1 << (3 * BITS);

#[derive(Clone, Copy, Default)]
struct Kind {
    sum: [u64; 3],
    count: u64,
}

impl Kind {
    fn mean(&self, part: usize) -> u64 {
        self.sum[part] / self.count.max(1)
    }
}

fn kind((red, green, blue): Rgb) -> usize {
    let part = |value: u8| usize::from(value >> (8 - BITS));
    part(red) << (2 * BITS) | part(green) << BITS | part(blue)
}

/// In at most so many colours, each the mean of those it stands for.
pub fn inked(points: &[Rgb], most: usize) -> Inked {
    let mut kinds = vec![Kind::default(); KINDS];
    for point in points {
        let one = &mut kinds[kind(*point)];
        one.count += 1;
        for (sum, value) in one.sum.iter_mut().zip([point.0, point.1, point.2]) {
            *sum += u64::from(value);
        }
    }
    let used: Vec<usize> = (0..KINDS).filter(|at| kinds[*at].count > 0).collect();
    let groups = divided(&kinds, used, most.clamp(1, 256));
    let mut number = vec![0_u8; KINDS];
    let mut inks = Vec::with_capacity(groups.len());
    for (at, group) in groups.iter().enumerate() {
        group.iter().for_each(|one| number[*one] = u8::try_from(at).unwrap_or(u8::MAX));
        let count: u64 = group.iter().map(|one| kinds[*one].count).sum();
        let mean = |part: usize| {
            let sum: u64 = group.iter().map(|one| kinds[*one].sum[part]).sum();
            u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX)
        };
        inks.push((mean(0), mean(1), mean(2)));
    }
    Inked {
        inks,
        points: points.iter().map(|point| number[kind(*point)]).collect(),
    }
}

/// The colours in groups: the widest with the most points is divided in its middle until there are enough.
fn divided(kinds: &[Kind], used: Vec<usize>, most: usize) -> Vec<Vec<usize>> {
    let mut groups = vec![(spread(kinds, &used), used)];
    while groups.len() < most {
        let widest = groups.iter().enumerate().max_by_key(|(_, ((weight, _), _))| *weight);
        let Some((at, ((1.., part), _))) = widest else { break };
        let part = *part;
        let (_, mut group) = groups.swap_remove(at);
        group.sort_by_key(|one| kinds[*one].mean(part));
        let rest = group.split_off(middle(kinds, &group));
        groups.extend([group, rest].map(|group| (spread(kinds, &group), group)));
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// How much a group would gain by being divided, and along which part of its colours.
fn spread(kinds: &[Kind], group: &[usize]) -> (u64, usize) {
    let count: u64 = group.iter().map(|one| kinds[*one].count).sum();
    let range = |part: usize| {
        let means = || group.iter().map(|one| kinds[*one].mean(part));
        means().max().unwrap_or(0) - means().min().unwrap_or(0)
    };
    let widest = (0..3).map(|part| (range(part), part)).max().unwrap_or_default();
    // A few points of another colour may be what is looked for: their number counts less than how far off they are.
    (widest.0 * widest.0 * (1 + u64::from(count.checked_ilog2().unwrap_or(0))), widest.1)
}

/// Where half of the points lie on each side, neither side empty.
fn middle(kinds: &[Kind], group: &[usize]) -> usize {
    let all: u64 = group.iter().map(|one| kinds[*one].count).sum();
    let mut passed = 0;
    let at = group.iter().position(|one| {
        passed += kinds[*one].count;
        2 * passed >= all
    });
    at.map_or(1, |at| at + 1).clamp(1, group.len().saturating_sub(1).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colours_stay_what_they_are() {
        let points = [(0, 0, 0), (255, 255, 255), (200, 30, 30), (255, 255, 255)];
        let inked = inked(&points, 16);
        let back: Vec<Rgb> = inked.points.iter().map(|ink| inked.inks[usize::from(*ink)]).collect();
        assert_eq!((inked.inks.len(), back), (3, points.to_vec()));
    }

    #[test]
    fn a_little_print_on_much_ground_keeps_its_colour() {
        let mut points: Vec<Rgb> = (0..10_000)
            .map(|at| if at % 2 == 0 { (250, 250, 250) } else { (240, 240, 240) })
            .collect();
        points[77] = (10, 10, 10);
        points[78] = (200, 0, 0);
        let inked = inked(&points, 4);
        let at = |at: usize| inked.inks[usize::from(inked.points[at])];
        assert!(inked.inks.len() <= 4);
        assert_eq!((at(77), at(78)), ((10, 10, 10), (200, 0, 0)));
    }

    #[test]
    fn many_colours_are_as_many_as_may_be() {
        let points: Vec<Rgb> = (0..=255).flat_map(|a| (0..=255).step_by(5).map(move |b| (a, b, 255 - a))).collect();
        let inked = inked(&points, 16);
        assert_eq!(inked.inks.len(), 16);
        let far = points.iter().zip(&inked.points).map(|(point, ink)| {
            let ink = inked.inks[usize::from(*ink)];
            point.0.abs_diff(ink.0).max(point.1.abs_diff(ink.1))
        });
        assert!(far.max() < Some(80));
        assert_eq!(super::inked(&[], 4).points, Vec::<u8>::new());
    }
}
