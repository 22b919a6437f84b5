// What other modules may use of the community: nothing yet; they hear of chosen ideas by the event `idea.chosen`.
export {};
